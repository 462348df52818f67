package dev.freshet.readapi;

import dev.freshet.domain.UserId;
import dev.freshet.domain.View;
import dev.freshet.lambda.http.ApiRequest;
import dev.freshet.table.read.TableReads;

/**
 * One view of the signed-in user: what it shows, and how it is loaded.
 *
 * @param view its entry in the catalogue
 */
record UserView(View view, Pages pages) {

  /** A view without a query. */
  static UserView ofOnePage(View view, Loader loader) {
    return new UserView(view, _ -> new Page("", loader));
  }

  /** Reads a request's query. */
  @FunctionalInterface
  interface Pages {

    /**
     * Returns the page that a request asks for.
     *
     * @throws dev.freshet.lambda.http.ProblemException 400 naming the query parameter at fault
     */
    Page of(ApiRequest request);
  }

  /**
   * A page of the view.
   *
   * @param variant the query in its normal form, equal for equal answers
   * @param loader makes it from the table
   */
  record Page(String variant, Loader loader) {}

  /** Makes a page from strongly consistent reads. */
  @FunctionalInterface
  interface Loader {

    /**
     * Returns what the page shows.
     *
     * @throws dev.freshet.lambda.http.ProblemException 404 if there is no such thing; not cached
     */
    Shown load(TableReads table, UserId user);
  }
}
