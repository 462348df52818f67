package dev.freshet.emulators.apigateway;

/** What stands before a route: a Lambda function that reads tokens, or a Cognito user pool. */
public sealed interface Authorizer permits AuthorizerSpec, UserPoolAuthorizerSpec {}
