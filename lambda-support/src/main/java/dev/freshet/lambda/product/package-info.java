/** The bodies of products, the same at the proxy, behind it and in answers. */
@NullMarked
package dev.freshet.lambda.product;

import org.jspecify.annotations.NullMarked;
