@NullMarked
package dev.freshet.gateway.product;

import org.jspecify.annotations.NullMarked;
