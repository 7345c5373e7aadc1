import { mkdirSync } from 'node:fs';
import { Extractor, ExtractorConfig, type ExtractorLogLevel } from '@microsoft/api-extractor';
import { entriesOf, packagePath, published, report } from './workspace.ts';

const update = process.argv.includes('--update');
const silent = { logLevel: 'none' as ExtractorLogLevel };

/** Compares one entry's types with its report in etc/, or writes the report. */
function matchesReport(name: string, entry: string): boolean {
  const folder = packagePath(name);
  const reportName = entry === 'index' ? name : `${name}-${entry.replace('/', '-')}`;
  const config = ExtractorConfig.prepare({
    packageJsonFullPath: `${folder}/package.json`,
    configObjectFullPath: undefined,
    configObject: {
      projectFolder: folder,
      mainEntryPointFilePath: `${folder}/dist/${entry}.d.ts`,
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
          files: [`dist/${entry}.d.ts`],
        },
      },
      apiReport: {
        enabled: true,
        reportFolder: `${folder}/etc`,
        reportTempFolder: `${folder}/node_modules/.api`,
        reportFileName: reportName,
      },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      messages: {
        extractorMessageReporting: {
          default: { logLevel: 'warning' as ExtractorLogLevel },
          'ae-missing-release-tag': silent,
        },
        tsdocMessageReporting: { default: silent },
      },
    },
  });
  mkdirSync(`${folder}/etc`, { recursive: true });
  const result = Extractor.invoke(config, { localBuild: update, showVerboseMessages: false });
  return update ? result.errorCount === 0 : result.succeeded && !result.apiReportChanged;
}

report(
  Object.fromEntries(
    published.flatMap((name) =>
      entriesOf(name).map((entry) => [`@netcue/${name} ${entry}`, matchesReport(name, entry)]),
    ),
  ),
);
