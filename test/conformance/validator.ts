/** A program that stands for veraPDF: prints the report it prints, as it was asked, or does not. For systems that have a shell. */
import { chmodSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** How it behaves: JavaScript that may use `files`, the paths it was given, `flavour`, and `report`, which makes a report of jobs. */
export function validator(folder: string, behaviour: string): string {
  const file = path.join(folder, 'verapdf');
  writeFileSync(
    file,
    `#!${process.execPath}
const [, , , flavour, , , ...files] = process.argv;
const job = (name, inner) => '<job><item size="1"><name>' + name + '</name></item>' + inner + '<duration start="1" finish="2">00:00:00.001</duration></job>';
const passed = '<validationReport jobEndStatus="normal" profileName="Profile ' + flavour + '" statement="PDF file is compliant with Validation Profile requirements." isCompliant="true"><details passedRules="9" failedRules="0" passedChecks="99" failedChecks="0"></details></validationReport>';
const failed = '<validationReport jobEndStatus="normal" profileName="Profile ' + flavour + '" statement="PDF file is not compliant with Validation Profile requirements." isCompliant="false"><details passedRules="8" failedRules="1"><rule specification="ISO 19005-2:2011" clause="6.2.2" testNumber="1" status="failed" failedChecks="1"><description>A content stream refers to nothing else</description></rule></details></validationReport>';
const report = (jobs) => console.log('<?xml version="1.0" encoding="utf-8"?>\\n<report><buildInformation><releaseDetails id="core" version="9.8.7" buildDate="2025-01-01T00:00:00Z"></releaseDetails><releaseDetails id="gui" version="1.1.1"></releaseDetails></buildInformation><jobs>' + jobs.join('') + '</jobs></report>');
${behaviour}
`,
  );
  chmodSync(file, 0o755);
  return file;
}

/** Finds no fault with any file. */
export const content = 'report(files.map((file) => job(file, passed)));';
