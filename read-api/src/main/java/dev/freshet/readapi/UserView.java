package dev.freshet.readapi;

import dev.freshet.domain.Owner;
import dev.freshet.domain.UserId;
import dev.freshet.domain.View;
import dev.freshet.lambda.http.ApiRequest;
import dev.freshet.table.read.TableReads;
import dev.freshet.table.read.UserPage;
import java.util.Optional;

/**
 * One view, usually of the signed-in user: its catalogue entry and its loader.
 *
 * @param view its entry in the catalogue
 * @param subject determines the owner of the view
 * @param namesUsers whether its pages are {@link NamedUsers}, to be joined with cards
 */
record UserView(View view, Subject subject, Pages pages, boolean namesUsers) {

  /** A view whose pages are sent as loaded. */
  static UserView of(View view, Pages pages) {
    return new UserView(view, UserView::caller, pages, false);
  }

  /** A view of the user or the product that the path names. */
  static UserView ofOther(View view, Subject subject, Page page) {
    return new UserView(view, subject, _ -> page, false);
  }

  private static Owner caller(ApiRequest request) {
    return Owner.of(request.user());
  }

  /** A view that lists other users. */
  static UserView ofUsers(View view, Lister lister) {
    return new UserView(
        view, UserView::caller, request -> page(Query.userRange(request), lister), true);
  }

  private static Page page(Query.UserRange wanted, Lister lister) {
    return Page.ofUser(
        Query.variant(wanted),
        (table, user) ->
            PageBody.of(NamedUsers.of(lister.list(table, user, wanted.limit(), wanted.after()))));
  }

  /** Reads a page of the users that a user follows, or that follow the user. */
  @FunctionalInterface
  interface Lister {
    UserPage list(TableReads table, UserId user, int limit, Optional<UserId> after);
  }

  /** Determines the owner of the requested view. */
  @FunctionalInterface
  interface Subject {

    /**
     * Returns the owner of the requested view.
     *
     * @throws dev.freshet.lambda.http.ProblemException if the id is malformed
     */
    Owner of(ApiRequest request);
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
  record Page(String variant, Loader loader) {
    static Page ofUser(String variant, UserLoader loader) {
      return new Page(variant, (table, owner) -> loader.load(table, new UserId(owner.id())));
    }
  }

  /** Makes a page from strongly consistent reads. */
  @FunctionalInterface
  interface Loader {

    /**
     * Returns what the page shows.
     *
     * @throws dev.freshet.lambda.http.ProblemException 404 if the resource does not exist; not
     *     cached
     */
    PageBody load(TableReads table, Owner owner);
  }

  /** The same of a view whose owner is a user. */
  @FunctionalInterface
  interface UserLoader {
    PageBody load(TableReads table, UserId user);
  }
}
