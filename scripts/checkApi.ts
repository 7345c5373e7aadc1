import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { Extractor, ExtractorConfig, type ExtractorLogLevel } from '@microsoft/api-extractor';
import { entriesOf, packagePath, published, report, succeeds } from './workspace.ts';

const update = process.argv.includes('--update');
const noted = { logLevel: 'warning' as ExtractorLogLevel, addToApiReportFile: true };
const silent = { logLevel: 'none' as ExtractorLogLevel };

/** A copy of the types without their source maps, which the extractor cannot follow. */
function copyTypes(folder: string): void {
  rmSync(`${folder}/temp`, { recursive: true, force: true });
  cpSync(`${folder}/dist`, `${folder}/temp/types`, {
    recursive: true,
    filter: (path) => !path.endsWith('.map'),
  });
}

/** Compares one entry's types with its report in etc/, or writes the report. */
function matchesReport(name: string, entry: string): boolean {
  const folder = packagePath(name);
  const reportName = entry === 'index' ? name : `${name}-${entry.replace('/', '-')}`;
  const config = ExtractorConfig.prepare({
    packageJsonFullPath: `${folder}/package.json`,
    configObjectFullPath: undefined,
    configObject: {
      projectFolder: folder,
      mainEntryPointFilePath: `${folder}/temp/types/${entry}.d.ts`,
      compiler: {
        overrideTsconfig: {
          compilerOptions: {
            target: 'es2022',
            module: 'esnext',
            moduleResolution: 'bundler',
            lib: ['es2023', 'dom', 'dom.iterable'],
            skipLibCheck: true,
            types: [],
          },
          files: [`temp/types/${entry}.d.ts`],
        },
      },
      apiReport: {
        enabled: true,
        reportFolder: `${folder}/etc`,
        reportTempFolder: `${folder}/temp`,
        reportFileName: reportName,
      },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      messages: {
        extractorMessageReporting: {
          default: noted,
          // The report says `(undocumented)` by itself.
          'ae-undocumented': silent,
          // A source's types lead back to the main entry, which exports them.
          'ae-forgotten-export': entry === 'index' ? noted : silent,
          'ae-missing-release-tag': silent,
        },
        tsdocMessageReporting: { default: silent },
      },
    },
  });
  const result = Extractor.invoke(config, { localBuild: update, showVerboseMessages: false });
  if (update || !result.apiReportChanged) return result.errorCount === 0;
  succeeds('diff', ['-u', `etc/${reportName}.api.md`, `temp/${reportName}.api.md`], folder);
  return false;
}

for (const name of published) {
  copyTypes(packagePath(name));
  mkdirSync(`${packagePath(name)}/etc`, { recursive: true });
}

report(
  Object.fromEntries(
    published.flatMap((name) =>
      entriesOf(name).map((entry) => [`@netcue/${name} ${entry}`, matchesReport(name, entry)]),
    ),
  ),
);
