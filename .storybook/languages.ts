import { en } from '@netcue/react/locales/en';
import { zhCN } from '@netcue/react/locales/zh-CN';

/** Every language there is, by its tag. */
export const languages = { en, 'zh-CN': zhCN };

export type Language = keyof typeof languages;
