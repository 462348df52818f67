/** From Redis to the edge: carries out at CloudFront what view-cache decides. */
@NullMarked
package dev.freshet.invalidator.edge;

import org.jspecify.annotations.NullMarked;
