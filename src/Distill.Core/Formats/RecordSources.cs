using Distill.Core.Formats.Conversations;
using Distill.Core.Formats.Encodings;
using Distill.Core.Formats.Logs;
using Distill.Core.Formats.Preferences;

namespace Distill.Core.Formats;

/// <summary>Makes the source that fits a detected format.</summary>
internal static class RecordSources
{
    private const int MinRecordLimit = 1024;
    private const int MaxRecordLimit = 1024 * 1024 * 1024;

    /// <summary>The options when each is in its range.</summary>
    /// <exception cref="ArgumentException">One is not; the message names it.</exception>
    public static ImportOptions Validated(ImportOptions options)
    {
        if (!ImportFormats.All.Contains(options.Format))
        {
            throw new ArgumentException(
                $"Format: '{options.Format}' is unknown; use one of {string.Join(", ", ImportFormats.All)}.",
                nameof(options)
            );
        }

        if (!TextEncodings.All.Contains(options.Encoding))
        {
            throw new ArgumentException(
                $"Encoding: '{options.Encoding}' is unknown; use one of {string.Join(", ", TextEncodings.All)}.",
                nameof(options)
            );
        }

        if (options.MaxRecordBytes is < MinRecordLimit or > MaxRecordLimit)
        {
            throw new ArgumentException(
                $"MaxRecordBytes: {options.MaxRecordBytes} is not within {MinRecordLimit} to {MaxRecordLimit}.",
                nameof(options)
            );
        }

        if (options.Delimiter is { } delimiter && (delimiter > 127 || delimiter is '"' or '\r' or '\n'))
        {
            throw new ArgumentException("Delimiter: one ASCII character is wanted, no quote and no line end.", nameof(options));
        }

        if (options.Mapping is { Prompt: null, Template: null })
        {
            throw new ArgumentException("Mapping: prompt (a field) or template (a text with fields in braces) is needed.", nameof(options));
        }

        return options;
    }

    /// <summary>The source of a file whose format is known.</summary>
    /// <exception cref="ImportException">The mapping names what is not there.</exception>
    public static async Task<IRecordSource> CreateAsync(
        RecordBuffer buffer,
        string file,
        ImportOptions options,
        FormatDetection detection,
        CancellationToken cancellationToken
    )
    {
        if (detection.Layout == RecordLayout.Delimited)
        {
            return await CreateDelimitedAsync(buffer, file, options, detection.Format, cancellationToken);
        }

        var decoder = CreateDecoder(file, options, detection.Format);
        return detection.Layout == RecordLayout.Array
            ? new ArraySource(buffer, decoder, options.MaxRecordBytes)
            : new LineSource(buffer, decoder, options.MaxRecordBytes);
    }

    private static IRecordDecoder CreateDecoder(string file, ImportOptions options, string format) =>
        format switch
        {
            ImportFormats.Canonical => new CanonicalDecoder(),
            ImportFormats.OpenAI => new OpenAIDecoder(),
            ImportFormats.OpenAIPreference or ImportFormats.Trl => new PreferenceDecoder(),
            ImportFormats.TrlUnpaired => new UnpairedDecoder(),
            ImportFormats.OpenAIBatchInput => new BatchInputDecoder(),
            ImportFormats.OpenAIBatchOutput => new BatchOutputDecoder(options.BatchInput),
            ImportFormats.Qianfan => new QianfanDecoder(),
            ImportFormats.QianfanLog => new ExchangeDecoder(ExchangeFields.Qianfan),
            ImportFormats.NvidiaLog => new ExchangeDecoder(ExchangeFields.Nvidia),
            ImportFormats.Gateway => new GatewayLogDecoder(),
            ImportFormats.Bedrock => new BedrockDecoder(),
            ImportFormats.ShareGpt => new ShareGptDecoder(options.DatasetInfo),
            ImportFormats.Alpaca => new AlpacaDecoder(options.DatasetInfo),
            ImportFormats.PromptResponse => new PromptResponseDecoder(),
            _ => CreateMappedDecoder(file, options.Mapping),
        };

    private static MappedJsonDecoder CreateMappedDecoder(string file, FieldMapping? mapping)
    {
        if (mapping is null)
        {
            throw new ImportException(
                file,
                "the format json needs a mapping of its fields, for example mapping: { prompt: question, response: answer }."
            );
        }

        try
        {
            return new MappedJsonDecoder(new SampleMapper(mapping));
        }
        catch (ArgumentException exception)
        {
            throw new ImportException(file, $"the mapping is wrong: {exception.Message}");
        }
    }

    private static async Task<IRecordSource> CreateDelimitedAsync(
        RecordBuffer buffer,
        string file,
        ImportOptions options,
        string format,
        CancellationToken cancellationToken
    )
    {
        var delimiter = options.Delimiter ?? (format == ImportFormats.Tsv ? '\t' : ',');
        var dialect = new DelimitedDialect((byte)delimiter, options.Quoted ?? format == ImportFormats.Csv);
        var source =
            await DelimitedSource.OpenAsync(buffer, dialect, options.MaxRecordBytes, cancellationToken)
            ?? throw new ImportException(file, "the header (line 1) cannot be read: check its quotes and that the file is UTF-8.");
        if (source.Header.Distinct(StringComparer.Ordinal).Count() != source.Header.Count)
        {
            throw new ImportException(
                file,
                $"the header names a column twice: {string.Join(", ", source.Header)}. Give each a name of its own."
            );
        }

        var mapper = new SampleMapper(options.Mapping ?? DefaultMapping(file, source.Header));
        var missing = mapper.Fields.Except(source.Header, StringComparer.Ordinal).ToList();
        if (missing.Count > 0)
        {
            throw new ImportException(file, $"the mapping names {Quoted(missing)}, but the header has {Quoted(source.Header)}.");
        }

        source.Use(mapper);
        return source;
    }

    private static FieldMapping DefaultMapping(string file, IReadOnlyList<string> header)
    {
        string? Known(params string[] names) => names.FirstOrDefault(header.Contains);
        var prompt = Known("prompt");
        return prompt is null
            ? throw new ImportException(
                file,
                $"the header has {Quoted(header)} and no column 'prompt'. Say which columns to use, for example mapping: {{ prompt: {header[0]} }}."
            )
            : new FieldMapping
            {
                Prompt = prompt,
                Response = Known("response", "completion"),
                System = Known("system"),
                Id = Known("id"),
            };
    }

    private static string Quoted(IEnumerable<string> names) => string.Join(", ", names.Select(name => $"'{name}'"));
}
