import { wholeStory } from './support/whole_story.mjs';

wholeStory({ lang: 'zh-CN', script: true, inSittings: true, ends: ['结案', '验收通过', '警告'] });
