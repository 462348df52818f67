/** HTTP as API Gateway's proxy integration speaks it: requests, answers, problems. */
@NullMarked
package dev.freshet.lambda.http;

import org.jspecify.annotations.NullMarked;
