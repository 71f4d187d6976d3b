namespace Distill.DuckDb.Filtering;

/// <summary>An expression over a row, and what it gives.</summary>
/// <param name="Kind">What it gives.</param>
/// <param name="Sql">The expression.</param>
internal readonly record struct SqlValue(SqlValueKind Kind, string Sql)
{
    /// <summary>NULL when the value is missing or null.</summary>
    public string OrNull => Kind == SqlValueKind.Json ? $"filter_value({Sql})" : Sql;

    /// <summary>As a text, or NULL for another type.</summary>
    public string Text =>
        Kind switch
        {
            SqlValueKind.Text => Sql,
            SqlValueKind.Json => $"filter_text({Sql})",
            _ => "CAST(NULL AS VARCHAR)",
        };

    /// <summary>As a number: numbers, and texts that are one.</summary>
    public string Number =>
        Kind switch
        {
            SqlValueKind.Text => $"filter_number_of_text({Sql})",
            SqlValueKind.Json => $"filter_number({Sql})",
            SqlValueKind.Number => Sql,
            _ => "CAST(NULL AS DOUBLE)",
        };

    /// <summary>As microseconds since 1970.</summary>
    public string Time =>
        Kind switch
        {
            SqlValueKind.Text => $"filter_time_of_text({Sql})",
            SqlValueKind.Json => $"filter_time({Sql})",
            SqlValueKind.Number => $"filter_time(CAST({Sql} AS VARCHAR))",
            _ => Sql,
        };

    /// <summary>As a truth value.</summary>
    public string Flag =>
        Kind switch
        {
            SqlValueKind.Text => $"filter_flag_of_text({Sql})",
            SqlValueKind.Json => $"filter_flag({Sql})",
            _ => "CAST(NULL AS BOOLEAN)",
        };

    /// <summary>Its length.</summary>
    public SqlValue Length =>
        new(
            SqlValueKind.Number,
            Kind switch
            {
                SqlValueKind.Text => $"length({Sql})",
                SqlValueKind.Json => $"filter_length({Sql})",
                _ => "CAST(NULL AS BIGINT)",
            }
        );
}
