package dev.freshet.readapi;

import dev.freshet.lambda.http.ApiFunction;

/** The function of one view: the same for all but for its {@link UserView}. */
abstract class ViewFunction extends ApiFunction {

  ViewFunction(ReadParts parts, UserView view) {
    super(parts.settings(), parts.clock(), new ViewEndpoint(parts, view));
  }
}
