/** On the pages about one's data: pictures of what was deleted leave this browser too. */

import { forgetGone } from "../measure/pictures.js";

forgetGone();
