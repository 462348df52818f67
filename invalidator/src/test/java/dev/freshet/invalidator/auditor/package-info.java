@NullMarked
package dev.freshet.invalidator.auditor;

import org.jspecify.annotations.NullMarked;
