@NullMarked
package dev.freshet.checker.report;

import org.jspecify.annotations.NullMarked;
