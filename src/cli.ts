/**
 * The command line: arguments in, exit code out. The only file that knows the process and the console.
 */
import { readFileSync } from 'node:fs';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { formats, usual } from './backends/table.ts';
import type { Io } from './io.ts';
import { exits } from './problem.ts';
import { recordNames } from './records/table.ts';
import { momentOf } from './signing/moment.ts';

const version: string = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')).version;

const io: Io = {
  cwd: process.cwd(),
  terminal: process.stderr.isTTY === true && !('NO_COLOR' in process.env),
  stdout: (text) => void process.stdout.write(text),
  stderr: (text) => void process.stderr.write(text),
};

/** Options that several commands share. */
function common(command: Command): Command {
  return command
    .option('--json', 'print the result as JSON on standard output')
    .option('--strict', 'treat warnings as errors')
    .option('--emblem <file>', 'the emblem: your own SVG, PNG or JPEG')
    .addOption(new Option('--templates <folder>', 'house style, instead of the program’s own'));
}

const verapdfHelp = 'have PDF files judged by veraPDF too: its executable or its greenfield-apps jar';

const collect = (value: string, previous: readonly string[] | undefined): string[] => [...(previous ?? []), ...value.split(',')];

/** A day of the calendar, as a source writes it. */
function day(value: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value))) return value;
  throw new InvalidArgumentError('Write year-month-day.');
}

function wholeNumber(value: string): number {
  if (/^[1-9]\d{0,4}$/.test(value)) return Number(value);
  throw new InvalidArgumentError('Write a whole number from 1.');
}

const mostBleed = 50;

/** A measure that paper beyond the page may have. */
function millimetres(value: string): number {
  const number = Number(value);
  if (/^\d+(\.\d+)?$/.test(value) && number <= mostBleed) return number;
  throw new InvalidArgumentError(`Write millimetres, at most ${mostBleed}.`);
}

/** A day or an instant of Universal Time; the clock is asked only if its owner says so. */
function moment(value: string): string {
  const said = value === 'now' ? new Date().toISOString().replace(/\.\d+Z$/, 'Z') : value;
  if (momentOf(said)) return said;
  throw new InvalidArgumentError('Write 2020-01-31, 2020-01-31T09:30:00Z or now.');
}

/** Asks without showing what is typed; null without a terminal, or if nothing is answered. */
async function askSecretly(question: string): Promise<string | null> {
  if (process.stdin.isTTY !== true || process.stderr.isTTY !== true) return null;
  const { createInterface } = await import('node:readline');
  const { Writable } = await import('node:stream');
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: nowhere, terminal: true, historySize: 0 });
  io.stderr(question);
  const answer = await new Promise<string | null>((resolve) => {
    lines.once('close', () => resolve(null));
    lines.once('line', resolve);
  });
  lines.close();
  io.stderr('\n');
  return answer;
}

async function main(): Promise<number> {
  let exit: number = exits.done;
  const program = new Command('circulate')
    .description('Turns one YAML source into a letter as it is circulated: a print-ready PDF and an editable Word file.')
    .version(version)
    .exitOverride()
    .showSuggestionAfterError()
    .configureHelp({ showGlobalOptions: true })
    .addHelpText(
      'after',
      `
Examples:
  circulate new content/my-letter       begin a letter from a commented source
  circulate check content/my-letter     look for mistakes without making files
  circulate build                       make every document under content/ into output/
  circulate concord content/my-letter   compare the language versions with each other
  circulate verify output/my-letter/*   compare files made earlier with their source
  circulate sign output/my-letter/*.pdf --certificate me.p12 --date 2020-01-31
  circulate archive content/my-letter   make a bag of it for an archive
  circulate explain SYMBOL_MALFORMED    what a code means and what to do

Exit codes: 0 done, 2 wrong command line, 3 source refused, 4 translation missing, stale or at odds,
5 template refused, 6 layout impossible, 7 output does not verify, 8 cannot read or write, 9 cannot sign, 1 a fault of this program.`,
    );

  common(program.command('build [paths...]'))
    .description('make documents in PDF and Word, or in the formats asked for, each verified')
    .option('--out <folder>', 'where to write; output/ unless the configuration says otherwise')
    .option('--format <names>', `these formats instead of ${usual.join(', ')}: ${[...formats, ...recordNames].join(', ')}, all`, collect)
    .option('--lang <codes>', 'only these languages', collect)
    .option('--no-verify', 'do not reopen and compare what was made')
    .option('--verapdf <path>', verapdfHelp)
    .option('--workers <number>', 'threads at most; as many as there are processors unless given', wholeNumber)
    .option(
      '--attach',
      'PDF/A-3a with the source, the catalogue and Akoma Ntoso attached, and with them every comment and note of a translator: not for mailing',
    )
    .option('--bleed [mm]', 'PDF with paper beyond the page, for a printer; page.yaml has the usual measure', millimetres)
    .option('--crop-marks', 'PDF with marks where to cut, for a printer')
    .option('--watch', 'build again whenever a source changes')
    .addHelpText(
      'after',
      '\nExamples:\n  circulate build\n  circulate build content/my-letter --format pdf\n  circulate build --emblem emblem.svg --out print --bleed --crop-marks',
    )
    .action(async (paths: string[], options) => {
      const { runBuild } = await import('./commands/build.ts');
      exit = await runBuild(paths, options, io);
      if (options.watch === true) {
        const { watch } = await import('./commands/watch.ts');
        await watch(paths, () => runBuild(paths, options, io), io);
      }
    });
  common(program.command('check [paths...]'))
    .description('look for mistakes without making files')
    .option('--lang <codes>', 'only these languages', collect)
    .addOption(
      new Option('--to <stage>', 'print what a stage makes of the document').choices(['model', 'view', 'markup', 'tree', 'pages', 'text']),
    )
    .addHelpText(
      'after',
      '\nExamples:\n  circulate check\n  circulate check content/my-letter --strict\n  circulate check content/my-letter --to text',
    )
    .action(async (paths: string[], options) => {
      const { runCheck } = await import('./commands/check.ts');
      exit = await runCheck(paths, options, io);
    });
  common(program.command('concord [paths...]'))
    .description('compare the language versions of documents with each other: figures, dates, symbols, quotations, names')
    .option('--lang <codes>', 'only these languages', collect)
    .addHelpText(
      'after',
      '\nExamples:\n  circulate concord\n  circulate concord content/my-letter --lang ru,zh\n  circulate concord content/my-letter --json\n\nFindings are errors, exit code 4. What is right as it is stands in the catalogue:\n  accepted: [{ finding: CONCORD_FIGURE, unit: body.2, value: "274", reason: the register was corrected }]',
    )
    .action(async (paths: string[], options) => {
      const { runConcord } = await import('./commands/concord.ts');
      exit = await runConcord(paths, options, io);
    });
  common(program.command('verify <files...>'))
    .description('reopen files made earlier and compare them with their source; of a bag, check everything it says')
    .option('--source <folder>', 'the document they were made from; found by the folder’s name otherwise')
    .option('--verapdf <path>', verapdfHelp)
    .addOption(
      new Option('--at <date>', 'look at certificates at this date, or now, not at the one their signatures claim').argParser(moment),
    )
    .option('--no-rebuild', 'do not build the outputs of a bag anew')
    .option('--time-limit <seconds>', 'stop verifying a bag after so long; 600 unless given', wholeNumber)
    .addHelpText(
      'after',
      '\nExamples:\n  circulate verify output/my-letter/my-letter-EN.pdf\n  circulate verify letter.docx --source content/my-letter\n  circulate verify my-letter-EN.signed.pdf --source content/my-letter --at now\n  circulate verify archive/A_80_99999.zip',
    )
    .action(async (files: string[], options) => {
      const { runVerify } = await import('./commands/verify.ts');
      exit = await runVerify(files, options, io);
    });
  const signing = program
    .command('sign <files...>')
    .description('attest PDF files, or bags by their manifest, with a certificate of your own (PAdES and CAdES B-B)')
    .option('--certificate <file>', 'your key and certificate: a PKCS #12 file (.p12, .pfx)')
    .option('--password-file <file>', 'its password; asked on the terminal otherwise')
    .option('--password-env <name>', 'an environment variable that holds its password')
    .option('--reason <words>', 'why you sign; by the document’s status unless said')
    .addOption(
      new Option(
        '--date <date>',
        'when you say that you sign: 2020-01-31, 2020-01-31T09:30:00Z, now; SOURCE_DATE_EPOCH otherwise',
      ).argParser(moment),
    )
    .option(
      '--out <folder>',
      'where to write NAME.signed.pdf, or the ZIP file of a bag with its signature; beside the file, or into it, otherwise',
    )
    .option('--digest-out <folder>', 'for a card: write the prepared file, the bytes to be signed and their digest')
    .option('--cms-in <file>', 'put the signature that came back from a card into the prepared file')
    .option('--json', 'print the result as JSON on standard output')
    .option('--strict', 'treat warnings as errors')
    .addOption(new Option('--templates <folder>', 'house style, instead of the program’s own'))
    .addHelpText(
      'after',
      `
Examples:
  circulate sign output/my-letter/*.pdf --certificate me.p12 --date 2020-01-31
  circulate sign my-letter-EN.pdf --digest-out card --date 2020-01-31
  circulate sign card/my-letter-EN.prepared.pdf --cms-in card/my-letter-EN.p7s --out signed`,
    )
    .action(async (files: string[], options) => {
      if (options.certificate === undefined && options.digestOut === undefined && options.cmsIn === undefined)
        signing.error('error: one of --certificate, --digest-out and --cms-in is needed');
      if (options.cmsIn !== undefined && files.length > 1) signing.error('error: a signature that came back is for one file');
      const { runSign } = await import('./commands/sign.ts');
      exit = await runSign(files, options, { environment: process.env, ask: askSecretly }, io);
    });
  common(program.command('archive [paths...]'))
    .description('make one bag a document for an archive: every language, every format, the source and what it was built with')
    .option('--depositor <name>', 'the organization that hands the bag over; also depositor: in the configuration')
    .option('--rights <words>', 'what the bag says of rights')
    .option('--sensitivity <words>', 'what the bag says of who may see it')
    .option('--out <folder>', 'where to write; archive/ unless the configuration says otherwise')
    .option('--zip', 'one ZIP file instead of a folder')
    .option('--lang <codes>', 'only these languages', collect)
    .option('--signed <folder>', 'take in signed PDF files, too: those of what is made, byte for byte')
    .option('--bundle <file>', 'put the program’s offline bundle into the bag, too, not only its digests')
    .option('--verapdf <path>', verapdfHelp)
    .option('--workers <number>', 'threads at most; as many as there are processors unless given', wholeNumber)
    .option('--allow-draft', 'take a document whose status is draft')
    .addHelpText(
      'after',
      '\nExamples:\n  circulate archive content/my-letter --depositor "Permanent Mission of Sample"\n  circulate archive --zip --out deposit',
    )
    .action(async (paths: string[], options) => {
      const { runArchive } = await import('./commands/archive.ts');
      exit = await runArchive(paths, { ...options, epoch: process.env.SOURCE_DATE_EPOCH }, io);
    });
  const translate = program.command('translate').description('keep the language versions of documents, and exchange them with translators');
  common(translate.command('new <language> [paths...]'))
    .description('begin a translation: a catalogue with every unit of the source')
    .addHelpText('after', '\nExample:\n  circulate translate new fr content/my-letter')
    .action(async (code: string, paths: string[], options) => {
      const { runTranslateNew } = await import('./commands/translate-new.ts');
      exit = await runTranslateNew(code, paths, options, io);
    });
  common(translate.command('status [paths...]'))
    .description('how far each translation is: what is missing or stale, and what changed in the source')
    .option('--lang <codes>', 'only these languages', collect)
    .addHelpText('after', '\nExamples:\n  circulate translate status\n  circulate translate status content/my-letter --lang fr')
    .action(async (paths: string[], options) => {
      const { runTranslateStatus } = await import('./commands/translate-status.ts');
      exit = await runTranslateStatus(paths, options, io);
    });
  common(translate.command('update [paths...]'))
    .description('bring catalogues into step with their sources; no translation is changed or lost')
    .option('--lang <codes>', 'only these languages', collect)
    .option('--accept <keys>', 'stale or proposed units whose translation is right now', collect)
    .option('--anchor', 'translations without a digest are those of the texts that stand there now')
    .option('--fuzzy', 'propose for missing units the translation of the text most like each')
    .addHelpText(
      'after',
      '\nExamples:\n  circulate translate update\n  circulate translate update content/my-letter --lang fr --accept body.2',
    )
    .action(async (paths: string[], options) => {
      const { runTranslateUpdate } = await import('./commands/translate-update.ts');
      exit = await runTranslateUpdate(paths, options, io);
    });
  common(translate.command('export <language> [paths...]'))
    .description('write files for translators; XLIFF 1.2 unless another form is asked for')
    .addOption(new Option('--xliff <version>', 'XLIFF of this version').choices(['1.2', '2.1']))
    .option('--docx', 'a Word file of two columns, which can be imported back, and each version by its job number, as eLUNa takes it')
    .option('--tmx', 'a translation memory of two languages')
    .option('--from <language>', 'the first language of the memory; the source’s unless said')
    .option('--out <folder>', 'where to write; output/ unless the configuration says otherwise')
    .addHelpText(
      'after',
      `
Examples:
  circulate translate export fr                            XLIFF 1.2 of every document
  circulate translate export ar content/my-letter --docx   two columns in Word
  circulate translate export es --from fr --tmx            a memory of French and Spanish`,
    )
    .action(async (code: string, paths: string[], options) => {
      const { runExport } = await import('./commands/translate-export.ts');
      exit = await runExport(code, paths, { ...options, version }, io);
    });
  common(translate.command('import <files...>'))
    .description('put XLIFF or two-column Word files that came back into the catalogues; all fit, or nothing is written')
    .option('--source <folder>', 'the document, if its name is not the file’s any more')
    .option('--by <name>', 'who translated: noted with every unit that changes')
    .addOption(new Option('--on <day>', 'the day of that, as 2020-01-31').argParser(day))
    .option('--stale', 'take translations of an older source, marked as stale')
    .addHelpText(
      'after',
      `
Examples:
  circulate translate import my-letter-EN-FR.xlf --by "Maria Sample" --on 2020-01-22
  circulate translate import back/*.docx`,
    )
    .action(async (files: string[], options) => {
      const { runImport } = await import('./commands/translate-import.ts');
      exit = await runImport(files, options, io);
    });
  common(translate.command('terms [paths...]'))
    .description('check translations against the glossary, and list the document symbols that are cited')
    .option('--lang <codes>', 'only these languages', collect)
    .addHelpText('after', '\nExamples:\n  circulate translate terms\n  circulate translate terms content/my-letter --lang fr,es')
    .action(async (paths: string[], options) => {
      const { runTerms } = await import('./commands/translate-terms.ts');
      exit = await runTerms(paths, options, io);
    });
  program
    .command('new <folder>')
    .description('begin a document from a commented source')
    .addHelpText('after', '\nExample:\n  circulate new content/my-letter')
    .action(async (folder: string) => {
      const { runNew } = await import('./commands/new.ts');
      exit = await runNew(folder, io);
    });
  program
    .command('schema [name]')
    .description('print the JSON Schema of a source or of a house-style file')
    .option('--write <folder>', 'write every schema into a folder')
    .addHelpText('after', '\nExamples:\n  circulate schema\n  circulate schema style\n  circulate schema --write schema')
    .action(async (name: string | undefined, options) => {
      const { runSchema } = await import('./commands/schema.ts');
      exit = await runSchema(name ?? null, options, io);
    });
  program
    .command('explain [code]')
    .description('explain a code at length, with an example; without a code, list them')
    .addHelpText('after', '\nExample:\n  circulate explain AGENDA_TITLE_MISSING')
    .action(async (code: string | undefined) => {
      const { runExplain } = await import('./commands/explain.ts');
      exit = await runExplain(code ?? null, io);
    });

  if (process.platform === 'win32')
    program.hook('preAction', async (_, command) => {
      const { expandWildcards } = await import('./wildcards.ts');
      const given: readonly unknown[] = command.processedArgs;
      command.processedArgs = await Promise.all(given.map((one) => (Array.isArray(one) ? expandWildcards(one, io.cwd) : one)));
    });
  try {
    await program.parseAsync(process.argv);
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? exits.done : exits.usage;
  }
  return exit;
}

// Whoever reads what is said may stop early, as `head` does; the work is done all the same.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
// Without waiting: this file is compiled as a script, too.
main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    io.stderr(
      `this is a fault of the program, not of your document; please report it with the lines below\n${error instanceof Error ? error.stack : String(error)}\n`,
    );
    process.exitCode = exits.bug;
  },
);
