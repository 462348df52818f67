@NullMarked
package dev.freshet.readapi;

import org.jspecify.annotations.NullMarked;
