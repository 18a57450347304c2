/** The safety answers of a saved visit: details show with the answer that brings them up. */

import { watchFirst } from "../measure/first_answers.js";

watchFirst();
