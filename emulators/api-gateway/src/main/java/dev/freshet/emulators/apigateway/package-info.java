/**
 * An API Gateway REST API in this JVM: routes, Lambda and Cognito authorizers, API keys with usage
 * plans, proxy integration and gateway responses of the template, with API Gateway's mapping of
 * requests and answers.
 */
@NullMarked
package dev.freshet.emulators.apigateway;

import org.jspecify.annotations.NullMarked;
