/** Freshet as a stack that CloudFormation has deployed: on AWS, or on a LocalStack. */
@NullMarked
package dev.freshet.e2e.stack;

import org.jspecify.annotations.NullMarked;
