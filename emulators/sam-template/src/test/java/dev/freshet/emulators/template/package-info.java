@NullMarked
package dev.freshet.emulators.template;

import org.jspecify.annotations.NullMarked;
