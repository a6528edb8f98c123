package dev.tributary.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Groups, events, views on views, and lookups. */
class OracleGroupsTest {
    private static final String SONGS = """
            sources:
              artists: {topic: a, key: id}
              songs: {topic: s, key: id, references: {artist: artists}}
              plays: {topic: p, kind: events, references: {song: songs}}
            views:
            """;

    @Test
    void aGroupHasTheRowsOfOneValue() {
        Given.views(SONGS + """
                  v:
                    from: songs
                    group_by: {genre: "genre.lowerAscii()", year: year}
                    where: "n > 1 || genre == 'pop'"
                    fields:
                      - genre
                      - at: {column: year}
                      - n: {count: songs}
                      - top: {many: songs, order_by: [-plays], limit: 1, fields: [id]}
                      - artists: {pluck: songs.artists.name, distinct: true}
                      - text: {expr: "genre + string(n)"}
                """)
                .rows("artists: {id: 1, name: A}", "songs: {id: 1, genre: Rock, year: 1, plays: 5, artist: 1}")
                .rows("songs: {id: 2, genre: rock, year: '1', plays: 6, artist: 1}", "songs: {id: 3, genre: ROCK}")
                .rows("songs: {id: 4, genre: jazz, year: 1}", "songs: {id: 5, genre: pop, year: 1.0}")
                .rows("songs: {id: 6, genre: 5, year: 1}")
                .shows("v", """
                        'rock,1': {genre: rock, at: 1, n: 2, top: [{id: 2}], artists: [A], text: rock2}
                        'pop,1': {genre: pop, at: 1.0, n: 1, top: [{id: 5}], artists: [], text: pop1}
                        """);
    }

    @Test
    void aGroupShowsTheLeastOfTheValuesThatAreThere() {
        Given.views(SONGS + "  v: {from: songs, group_by: {year: year}}")
                .rows("songs: {id: 1, year: 1.0}", "songs: {id: 2, year: '1'}")
                .shows("v", "1: {year: 1.0}")
                .rows("songs: {id: 3, year: 1}")
                .shows("v", "1: {year: 1}")
                .without("songs: {id: 1}")
                .without("songs: {id: 3}")
                .shows("v", "1: {year: '1'}")
                .without("songs: {id: 2}")
                .shows("v", "{}");
    }

    @Test
    void aKeyThatWouldReadAsAnotherValueIsInQuotes() {
        Given.views(SONGS + "  v: {from: songs, group_by: {genre: genre}, fields: [n: {count: songs}]}")
                .rows("songs: {id: 1, genre: 'true'}", "songs: {id: 2, genre: true}", "songs: {id: 3, genre: '1.5'}")
                .rows("songs: {id: 4, genre: '[]'}", "songs: {id: 5, genre: '[x'}", "songs: {id: 6, genre: '007'}")
                .shows("v", """
                        '%22true%22': {n: 1}
                        'true': {n: 1}
                        '%221.5%22': {n: 1}
                        '%22%5B%5D%22': {n: 1}
                        '%5Bx': {n: 1}
                        '007': {n: 1}
                        """);
    }

    @Test
    void aGroupLeadsOnlyToItsRows() {
        assertThatThrownBy(() -> Given.views(
                        SONGS + "  v: {from: songs, group_by: {a: artist}, fields: [{x: {many: artists}}]}"))
                .hasMessage("relations of a group start with songs, not artists");
    }

    @Test
    void everyEventIsARowInTheOrderOfPartitionAndOffset() {
        Given.views(SONGS + """
                  v:
                    from: songs
                    fields:
                      - n: {count: plays}
                      - by: {pluck: plays.by, limit: 3}
                      - last: {many: plays, order_by: [-at], limit: 2, where: "at != null", fields: [by, at]}
                  listeners:
                    from: plays
                    group_by: {by: by}
                    fields: [by, n: {count: plays}, songs: {pluck: plays.songs.name, limit: 9}]
                """)
                .rows("songs: {id: 1, name: One}")
                .event(1, "plays: {song: 1, by: x, at: 1}")
                .event(0, "plays: {song: 1, by: y, at: 2}")
                .event(1, "plays: {song: 1, by: x, at: 1}")
                .event(0, "plays: {song: 1, by: z}")
                .event(0, "plays: {song: 2, by: z}")
                .without("plays: {}")
                .shows("v", "1: {n: 4, by: [y, z, x], last: [{by: y, at: 2}, {by: x, at: 1}]}")
                .shows("listeners", """
                        {x: {by: x, n: 2, songs: [One, One]}, y: {by: y, n: 1, songs: [One]},
                         z: {by: z, n: 2, songs: [One]}}
                        """);
    }

    @Test
    void eventsHaveNoDocumentsAndListsOfThemALimit() {
        assertThatThrownBy(() -> Given.views(SONGS + "  v: {from: plays}")).hasMessageContaining("group them");
        assertThatThrownBy(() -> Given.views(SONGS + "  v: {from: songs, fields: [{p: {many: plays}}]}"))
                .hasMessage("p needs a limit over events");
        assertThatThrownBy(() -> Given.views(SONGS + "  v: {from: songs, fields: [{p: {one: plays}}]}"))
                .hasMessage("p is one of events");
    }

    @Test
    void aViewIsASourceWithTheKeysAndReferencesOfItsFrom() {
        Given.views(SONGS + """
                  hits: {from: songs, where: "n > 1", fields: [artist, title: {column: name}, n: {count: plays}]}
                  stars:
                    from: artists
                    fields: [name, total: {sum: hits.n}, hits: {many: hits, order_by: [-n], fields: [title, n]}]
                  names: {from: hits, fields: [title, star: {one: stars, fields: [name, total]}, who: {one: artists}]}
                """)
                .rows("artists: {id: 1, name: A}", "songs: {id: 7, name: S, artist: 1}", "songs: {id: 8, artist: 1}")
                .rows("plays: {song: 7}", "plays: {song: 7}", "plays: {song: 8}")
                .shows("hits", "7: {artist: 1, title: S, n: 2}")
                .shows("stars", "1: {name: A, total: 2, hits: [{title: S, n: 2}]}")
                .shows("names", "7: {title: S, star: {name: A, total: 2}, who: {id: 1, name: A}}")
                .rows("plays: {song: 8}")
                .shows("stars", """
                        1: {name: A, total: 4, hits: [{title: S, n: 2}, {title: null, n: 2}]}
                        """);
    }

    @Test
    void referencesMayNameViewsAndViewsDeclareTheirOwn() {
        Given.views("""
                sources:
                  songs: {topic: s, key: id, references: {genre: by_genre}}
                  moods: {topic: m, key: id}
                views:
                  by_genre: {from: songs, group_by: {genre: genre}, references: {best_mood: moods},
                             fields: [n: {count: songs}, best_mood: {min: songs.mood}]}
                  out: {from: songs, fields: [in_genre: {one: by_genre, fields: [n, mood: {one: moods}]}]}
                  moody: {from: moods, fields: [genres: {pluck: by_genre.n}]}
                """)
                .rows("songs: {id: 1, genre: x, mood: 2}", "songs: {id: 2, genre: x, mood: 1}", "songs: {id: 3}")
                .rows("moods: {id: 1, name: happy}")
                .shows("out", """
                        1: {in_genre: {n: 2, mood: {id: 1, name: happy}}}
                        2: {in_genre: {n: 2, mood: {id: 1, name: happy}}}
                        3: {in_genre: null}
                        """)
                .shows("moody", "1: {genres: [2]}");
    }

    @Test
    void aLookupFindsCanonicalValuesAndAnyElement() {
        Given given = Given.views(SONGS + """
                  v:
                    from: songs
                    index: [year, [genre, year], players]
                    fields: [year, genre, players: {pluck: plays.by, limit: 9}]
                """)
                .rows("songs: {id: 1, year: 1, genre: a}", "songs: {id: 2, year: '1', genre: b}", "songs: {id: 3}")
                .rows("plays: {song: 1, by: x}", "plays: {song: 1, by: 5}", "plays: {song: 3, by: x}");
        assertThat(given.keys("v", "{year: '1'}")).containsExactly("1", "2");
        assertThat(given.keys("v", "{year: 1.0}")).containsExactly("1", "2");
        assertThat(given.keys("v", "{genre: b, year: 1}")).containsExactly("2");
        assertThat(given.keys("v", "{players: x}")).containsExactly("1", "3");
        assertThat(given.keys("v", "{players: '5'}")).containsExactly("1");
        assertThat(given.keys("v", "{year: 2}")).isEmpty();
        assertThatThrownBy(() -> given.keys("v", "{genre: b}")).hasMessageContaining("has no index [genre]");
    }
}
