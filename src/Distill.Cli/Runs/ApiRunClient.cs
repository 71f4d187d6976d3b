using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text;
using Distill.Api;
using Distill.Api.Paging;
using Distill.Api.Runs;
using Distill.Api.Uploads;
using Distill.Cli.Failures;
using Distill.Core.Runs;

namespace Distill.Cli.Runs;

/// <summary>Runs of a host, over its HTTP API. Thread-safe.</summary>
internal sealed class ApiRunClient : IRunClient, IDisposable
{
    /// <summary>Environment variable that holds the key of a host that asks for one.</summary>
    public const string KeyVariable = "DISTILL_API_KEY";

    private const int MaxPage = 1000;

    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(150);

    private readonly HttpClient _http;
    private readonly TimeProvider _time;

    /// <summary>A client of the host at <paramref name="address"/>.</summary>
    /// <param name="address">Where the host listens.</param>
    /// <param name="key">Its key, or null.</param>
    /// <param name="time">The clock.</param>
    public ApiRunClient(Uri address, string? key, TimeProvider time)
    {
        _time = time;
        _http = new HttpClient { BaseAddress = new Uri(address.ToString().TrimEnd('/') + "/"), Timeout = Timeout.InfiniteTimeSpan };
        if (!string.IsNullOrEmpty(key))
        {
            // The local host reads the first, an app on Azure the second.
            _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
            _http.DefaultRequestHeaders.Add("x-functions-key", key);
        }
    }

    /// <inheritdoc />
    public async Task<RunRecord?> FindAsync(string id, CancellationToken cancellationToken) =>
        (await ReadAsync<RunView>($"api/runs/{Uri.EscapeDataString(id)}", cancellationToken))?.Run;

    /// <inheritdoc />
    public async Task<IReadOnlyList<RunRecord>> ListAsync(int limit, CancellationToken cancellationToken) =>
        (await ReadAsync<Page<RunRecord>>($"api/runs?limit={Math.Min(limit, MaxPage)}", cancellationToken))?.Items ?? [];

    /// <inheritdoc />
    public async Task<string?> ReadReportAsync(RunRecord run, string format, CancellationToken cancellationToken)
    {
        using var response = await _http.GetAsync($"api/runs/{Uri.EscapeDataString(run.Id)}/report.{format}", cancellationToken);
        return response.StatusCode == HttpStatusCode.NotFound
            ? null
            : await (await CheckedAsync(response, null, cancellationToken)).ReadAsStringAsync(cancellationToken);
    }

    /// <summary>Where a report can be opened.</summary>
    public Uri ReportAddress(RunRecord run, string format) => new(_http.BaseAddress!, $"api/runs/{run.Id}/report.{format}");

    /// <summary>Gives a source file to the host.</summary>
    /// <returns>The blob that it became.</returns>
    public async Task<string> UploadAsync(SourceFile source, CancellationToken cancellationToken)
    {
        await using var content = File.OpenRead(source.Path);
        using var body = new StreamContent(content);
        body.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        using var request = new HttpRequestMessage(HttpMethod.Put, $"api/sources/{source.SafeName}") { Content = body };
        request.Headers.Add("Content-Digest", $"sha-256=:{Convert.ToBase64String(Convert.FromHexString(source.Sha256))}:");
        using var response = await _http.SendAsync(request, cancellationToken);
        var stored = await (await CheckedAsync(response, source.Path, cancellationToken)).ReadFromJsonAsync<UploadedBlob>(
            ApiJson.Options,
            cancellationToken
        );
        return stored!.Path;
    }

    /// <summary>Starts a run, or answers with the one that this key has started before.</summary>
    /// <param name="spec">The spec, YAML.</param>
    /// <param name="file">Its file, to be named in errors.</param>
    /// <param name="key">Names the run.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task<RunRecord> StartAsync(string spec, string file, string key, CancellationToken cancellationToken)
    {
        using var body = new StringContent(spec, Encoding.UTF8, "application/yaml");
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/runs") { Content = body };
        request.Headers.Add("Idempotency-Key", key);
        using var response = await _http.SendAsync(request, cancellationToken);
        return (
            await (await CheckedAsync(response, file, cancellationToken)).ReadFromJsonAsync<RunRecord>(ApiJson.Options, cancellationToken)
        )!;
    }

    /// <summary>Steers a run; null when there is no such run.</summary>
    public async Task<RunRecord?> SteerAsync(string id, RunSteering what, CancellationToken cancellationToken)
    {
        var verb = what.ToString().ToLowerInvariant();
        using var response = await _http.PostAsync($"api/runs/{Uri.EscapeDataString(id)}/{verb}", null, cancellationToken);
        return response.StatusCode == HttpStatusCode.NotFound
            ? null
            : await (await CheckedAsync(response, null, cancellationToken)).ReadFromJsonAsync<RunRecord>(
                ApiJson.Options,
                cancellationToken
            );
    }

    /// <summary>The record of a run, several times a second, until the run has ended.</summary>
    public async IAsyncEnumerable<RunRecord> WatchAsync(string id, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            var run =
                await FindAsync(id, cancellationToken)
                ?? throw CliException.Failed($"the run '{id}' is gone", _http.BaseAddress!.ToString());
            yield return run;
            if (run.EndedAt is not null)
            {
                yield break;
            }

            await Task.Delay(PollInterval, _time, cancellationToken);
        }
    }

    /// <inheritdoc />
    public void Dispose() => _http.Dispose();

    /// <summary>Reads from a path of the API; null when there is nothing.</summary>
    public async Task<T?> ReadAsync<T>(string path, CancellationToken cancellationToken)
        where T : class
    {
        using var response = await _http.GetAsync(path, cancellationToken);
        return response.StatusCode == HttpStatusCode.NotFound
            ? null
            : await (await CheckedAsync(response, null, cancellationToken)).ReadFromJsonAsync<T>(ApiJson.Options, cancellationToken);
    }

    /// <summary>Posts to a path of the API and reads the answer.</summary>
    /// <param name="path">The path.</param>
    /// <param name="body">What is sent, as JSON.</param>
    /// <param name="file">The file that it was made of, to be named in errors; or null.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task<T> PostAsync<T>(string path, object body, string? file, CancellationToken cancellationToken)
    {
        using var response = await _http.PostAsJsonAsync(path, body, ApiJson.Options, cancellationToken);
        return (await (await CheckedAsync(response, file, cancellationToken)).ReadFromJsonAsync<T>(ApiJson.Options, cancellationToken))!;
    }

    private static async Task<HttpContent> CheckedAsync(HttpResponseMessage response, string? file, CancellationToken cancellationToken) =>
        response.IsSuccessStatusCode ? response.Content : throw await ApiError.OfAsync(response, file, cancellationToken);
}
