@NullMarked
package dev.freshet.domain;

import org.jspecify.annotations.NullMarked;
