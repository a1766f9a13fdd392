import { wholeStory } from './support/whole_story.mjs';

// Nothing on the pages needs script: a browser that runs none comes to the same end, act by act.
wholeStory({ lang: 'en', script: false, inSittings: false, ends: ['Case closed', 'Rectification accepted', 'warning'] });
