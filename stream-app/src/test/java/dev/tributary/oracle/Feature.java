package dev.tributary.oracle;

/** A part of the view language that made-up files may use or leave alone. */
public enum Feature {
    /** Computed members, and dashes in names. */
    EXPRESSIONS,
    FLATTEN,
    PLUCK,
    /** count, sum, avg, min, max and count_distinct. */
    AGGREGATES,
    /** Conditions on related rows. */
    RELATION_WHERE,
    /** Root conditions on any members and of any form, not only comparisons of columns. */
    ROOT_WHERE,
    /** Root conditions on how long a list is. */
    ROOT_WHERE_ON_LISTS,
    DISTINCT,
    BY,
    /** Columns of rows passed on the way. */
    STEP_COLUMNS,
    /** Orders by computed members. */
    ORDER_BY_EXPRESSIONS,
    SOURCE_WHERE,
    GROUPS,
    EVENTS,
    SEVERAL_VIEWS,
    /** Views from and of other views. */
    VIEWS_ON_VIEWS,
    /** References of sources to views, and of views to anything. */
    REFERENCES_OF_VIEWS,
    INDEXES,
    /** Columns that are declared to be timestamps. */
    TIMES
}
