@NullMarked
package dev.freshet.emulators.cloudwatch;

import org.jspecify.annotations.NullMarked;
