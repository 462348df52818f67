/** The proxy before the API of products: who may do what, and the key that the API asks for. */
@NullMarked
package dev.freshet.gateway.product;

import org.jspecify.annotations.NullMarked;
