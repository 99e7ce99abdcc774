export declare function faultsOfNames(paths: Iterable<string>): string[];
