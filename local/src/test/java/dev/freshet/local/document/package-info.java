@NullMarked
package dev.freshet.local.document;

import org.jspecify.annotations.NullMarked;
