using DuckDB.NET.Data;
using DuckDB.NET.Data.DataChunk.Reader;
using DuckDB.NET.Data.DataChunk.Writer;

namespace Distill.DuckDb.Filtering;

/// <summary>The functions that <see cref="FilterSql"/> calls.</summary>
/// <remarks>
/// Numbers, times and patterns are read by the code that the predicate uses: casts of DuckDB's own read more (spaces, underscores, <c>inf</c>), and the dialect of
/// its patterns (RE2) differs in classes such as <c>\w</c> and in <c>$</c>. JSON values come as their text. Macros repeat their arguments, so they stay small.
/// </remarks>
internal static class FilterFunctions
{
    private static readonly string[] Macros =
    [
        "filter_value(j) AS CASE WHEN json_type(j) = 'NULL' THEN NULL ELSE j END",
        "filter_text(j) AS CASE WHEN json_type(j) = 'VARCHAR' THEN json_extract_string(j, '$') END",
        "filter_length(j) AS CASE json_type(j) WHEN 'VARCHAR' THEN length(json_extract_string(j, '$')) WHEN 'ARRAY' THEN json_array_length(j) END",
    ];

    private static readonly ScalarFunctionOptions Pure = new() { IsPureFunction = true };

    /// <summary>Adds the functions to a connection.</summary>
    public static void Register(DuckDatabase database)
    {
        foreach (var macro in Macros)
        {
            database.Execute($"CREATE OR REPLACE TEMP MACRO {macro}");
        }

        Register<double>(database, "filter_number_of_text", ScalarReading.Number);
        Register<long>(database, "filter_time_of_text", ScalarReading.Time);
        Register<bool>(database, "filter_flag_of_text", ScalarReading.Flag);
        Register<double>(database, "filter_number", ScalarReading.JsonNumber);
        Register<long>(database, "filter_time", ScalarReading.JsonTime);
        Register<bool>(database, "filter_flag", ScalarReading.JsonFlag);
        var patterns = new PatternCache();
        database.Connection.RegisterScalarFunction<string, string, bool, bool>(
            "filter_matches",
            (arguments, result, rows) => Match(arguments, result, rows, patterns),
            Pure
        );
    }

    private static void Register<T>(DuckDatabase database, string name, Func<string, T?> read)
        where T : struct =>
        database.Connection.RegisterScalarFunction<string, T>(
            name,
            (arguments, result, rows) =>
            {
                for (var row = 0UL; row < rows; row++)
                {
                    // NULL rows come, too.
                    if (arguments[0].IsValid(row) && read(arguments[0].GetValue<string>(row)) is { } value)
                    {
                        result.WriteValue(value, row);
                    }
                    else
                    {
                        result.WriteNull(row);
                    }
                }
            },
            Pure
        );

    private static void Match(IReadOnlyList<IDuckDBDataReader> arguments, IDuckDBDataWriter result, ulong rows, PatternCache patterns)
    {
        for (var row = 0UL; row < rows; row++)
        {
            var pattern = patterns.Get(arguments[1].GetValue<string>(row), arguments[2].GetValue<bool>(row));
            var isText = arguments[0].IsValid(row);
            result.WriteValue(isText && pattern.IsMatch(arguments[0].GetValue<string>(row)), row);
        }
    }
}
