namespace Distill.ModelEmulator;

/// <summary>Settings of the model emulator: configuration section <c>Emulator</c>.</summary>
/// <remarks>Models are entries <c>Emulator:Models:&lt;name&gt;:…</c>; the name is what clients send as <c>model</c>.</remarks>
public sealed class EmulatorOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Emulator";

    /// <summary>Value of <see cref="ResultFileEncoding"/>: as OpenAI's API serves result files.</summary>
    public const string Base64 = "base64";

    /// <summary>Value of <see cref="ResultFileEncoding"/>: as Azure OpenAI serves them.</summary>
    public const string Plain = "plain";

    /// <summary>Address to listen on. Default <c>127.0.0.1</c>; anything else opens the emulator to the network.</summary>
    public string Host { get; set; } = "127.0.0.1";

    /// <summary>TCP port, 0 to 65535. Default 0: a free one.</summary>
    public int Port { get; set; }

    /// <summary>Folder that keeps files, jobs, models, batches and counts across restarts. Default null: in memory only.</summary>
    public string? DataDirectory { get; set; }

    /// <summary>Key that requests must carry as <c>Authorization: Bearer</c> (or <c>api-key</c>). Default null: none is asked for.</summary>
    public string? ApiKey { get; set; }

    /// <summary>Further accepted keys. Default none.</summary>
    public IList<string> ApiKeys { get; set; } = [];

    /// <summary>How result files of fine-tuning are served: <c>base64</c> (default, as OpenAI's API does) or <c>plain</c> CSV (as Azure OpenAI does).</summary>
    public string ResultFileEncoding { get; set; } = Base64;

    /// <summary>Pause after each line of a batch in milliseconds, 0 to 60,000. Default 0.</summary>
    public int BatchItemMilliseconds { get; set; }

    /// <summary>Most fine-tuning jobs that train at once, 1 to 64; the others stay <c>queued</c>. Default 2.</summary>
    public int MaxRunningJobs { get; set; } = 2;

    /// <summary>Largest upload in bytes. Default 512 MiB, OpenAI's own limit for one file.</summary>
    public long MaxFileBytes { get; set; } = 512L * 1024 * 1024;

    /// <summary>The models, by name: letters, digits and <c>-_.</c>. Default: <see cref="DefaultModels"/> when none is configured.</summary>
    public IDictionary<string, EmulatedModelOptions> Models { get; set; } =
        new Dictionary<string, EmulatedModelOptions>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The models of an emulator without configuration: a judge, an embedding model and two untrained students of different capacity.</summary>
    public static IDictionary<string, EmulatedModelOptions> DefaultModels() =>
        new Dictionary<string, EmulatedModelOptions>(StringComparer.OrdinalIgnoreCase)
        {
            ["judge"] = new() { Kind = ModelKind.Judge },
            ["embedding"] = new() { Kind = ModelKind.Embedding },
            ["student-s"] = EmulatedModelOptions.SmallStudent(),
            ["student-m"] = EmulatedModelOptions.MediumStudent(),
        };
}
