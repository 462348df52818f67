@NullMarked
package dev.freshet.local.template;

import org.jspecify.annotations.NullMarked;
