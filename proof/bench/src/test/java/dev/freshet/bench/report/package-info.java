@NullMarked
package dev.freshet.bench.report;

import org.jspecify.annotations.NullMarked;
