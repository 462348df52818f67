/**
 * The unchanged template, deployed by CloudFormation to a LocalStack in Docker, with a container
 * per function. Edge, issuer and Redis, which the free edition lacks, run beside it.
 */
@NullMarked
package dev.freshet.e2e.localstack;

import org.jspecify.annotations.NullMarked;
