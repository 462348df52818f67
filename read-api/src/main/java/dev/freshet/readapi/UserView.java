package dev.freshet.readapi;

import dev.freshet.domain.UserId;
import dev.freshet.domain.View;
import dev.freshet.lambda.http.ApiRequest;
import dev.freshet.table.read.TableReads;

/** One view of the signed-in user: what it shows, and how it is loaded. Stateless. */
interface UserView {

  /** Its entry in the catalogue. */
  View view();

  /**
   * The page that a request asks for.
   *
   * @throws dev.freshet.lambda.http.ProblemException 400 naming the query parameter at fault
   */
  Page page(ApiRequest request);

  /**
   * A page of the view.
   *
   * @param variant the query in its normal form, equal for equal answers
   * @param loader makes it from the table
   */
  record Page(String variant, Loader loader) {

    /** The only page of a view that has no query. */
    static Page only(Loader loader) {
      return new Page("", loader);
    }
  }

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
