/**
 * The template as it is, deployed by CloudFormation to a LocalStack in Docker, with functions in
 * containers of their own. What LocalStack's free edition lacks stands beside it: the edge, the
 * issuer and Redis.
 */
@NullMarked
package dev.freshet.e2e.localstack;

import org.jspecify.annotations.NullMarked;
