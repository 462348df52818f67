@NullMarked
package dev.freshet.leases;

import org.jspecify.annotations.NullMarked;
