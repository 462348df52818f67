/**
 * What stands between functions and DynamoDB, so that their calls can be held, slowed or refused.
 */
@NullMarked
package dev.freshet.local.dynamodb;

import org.jspecify.annotations.NullMarked;
