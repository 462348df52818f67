/** The rules of event source mappings, one test each, against the real servers. */
@NullMarked
package dev.freshet.emulators.lambda.sources;

import org.jspecify.annotations.NullMarked;
