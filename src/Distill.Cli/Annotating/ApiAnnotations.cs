using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using Distill.Api;
using Distill.Api.Annotations;
using Distill.Cli.Runs;
using Distill.Core.Annotation;

namespace Distill.Cli.Annotating;

/// <summary>Annotation on a host, over its HTTP API. A host that asks for keys takes the key's name for the annotator's.</summary>
internal sealed class ApiAnnotations : IAnnotationClient, IDisposable
{
    private readonly HttpClient _http;
    private readonly string _project;

    /// <summary>One person's work on a host.</summary>
    public ApiAnnotations(Uri address, string? key, string project, string annotator)
    {
        _project = project;
        _http = new HttpClient
        {
            BaseAddress = new Uri($"{address.ToString().TrimEnd('/')}/api/annotations/projects/"),
            Timeout = Timeout.InfiniteTimeSpan,
        };
        _http.DefaultRequestHeaders.Add("X-Annotator", Uri.EscapeDataString(annotator));
        if (!string.IsNullOrEmpty(key))
        {
            _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }
    }

    private string Root => Uri.EscapeDataString(_project);

    /// <inheritdoc />
    public async Task<AnnotationProject?> FindProjectAsync(CancellationToken cancellationToken)
    {
        using var response = await _http.GetAsync(Root, cancellationToken);
        return response.StatusCode == HttpStatusCode.NotFound ? null : await ReadAsync<AnnotationProject>(response, cancellationToken);
    }

    /// <inheritdoc />
    public async Task<AnnotationProject> AddProjectAsync(string? guidelines, double doubleShare, CancellationToken cancellationToken)
    {
        var request = new ProjectRequest(_project, Guidelines: guidelines, DoubleShare: doubleShare);
        return (await SendAsync<AnnotationProject>(HttpMethod.Post, "", request, cancellationToken))!;
    }

    /// <inheritdoc />
    public async Task<AnnotationProject> SetGuidelinesAsync(string text, CancellationToken cancellationToken) =>
        (await SendAsync<AnnotationProject>(HttpMethod.Put, $"{Root}/guidelines", new GuidelinesRequest(text), cancellationToken))!;

    /// <inheritdoc />
    public async Task<AddedTasks> AddTasksAsync(Stream lines, string file, CancellationToken cancellationToken)
    {
        using var body = new StreamContent(lines);
        using var response = await _http.PostAsync($"{Root}/tasks", body, cancellationToken);
        var result = (await ReadAsync<TaskImportResult>(response, cancellationToken))!;
        return new AddedTasks(result.Added, result.Known, [.. result.Rejects.Select(reject => reject with { File = file })]);
    }

    /// <inheritdoc />
    public Task<AnnotationTask?> NextAsync(bool adjudicate, CancellationToken cancellationToken) =>
        SendAsync<AnnotationTask>(HttpMethod.Post, $"{Root}/next{Query(adjudicate)}", null, cancellationToken);

    /// <inheritdoc />
    public Task<AnnotationTask> TakeAsync(string task, bool adjudicate, CancellationToken cancellationToken) =>
        ActAsync(task, $"take{Query(adjudicate)}", null, cancellationToken);

    /// <inheritdoc />
    public Task<AnnotationTask> DecideAsync(AnnotationTask task, AnnotationChoice choice, CancellationToken cancellationToken)
    {
        var request = new DecisionRequest(task.Lease?.Id ?? "", choice.Verdict, choice.Candidate, choice.Text, choice.Reason);
        return ActAsync(task.Id, "decide", request, cancellationToken);
    }

    /// <inheritdoc />
    public Task<AnnotationTask> GiveBackAsync(AnnotationTask task, bool forGood, CancellationToken cancellationToken) =>
        ActAsync(task.Id, forGood ? "skip" : "release", new LeaseRequest(task.Lease?.Id ?? ""), cancellationToken);

    /// <inheritdoc />
    public async Task<AnnotationTask> UndoAsync(CancellationToken cancellationToken) =>
        (await SendAsync<AnnotationTask>(HttpMethod.Post, $"{Root}/undo", null, cancellationToken))!;

    /// <inheritdoc />
    public async Task<AnnotationFigures> FiguresAsync(CancellationToken cancellationToken) =>
        (await SendAsync<AnnotationFigures>(HttpMethod.Get, $"{Root}/stats", null, cancellationToken))!;

    /// <inheritdoc />
    public async IAsyncEnumerable<string> ExportAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var response = await _http.GetAsync(
            $"{Root}/export?kind=decisions",
            HttpCompletionOption.ResponseHeadersRead,
            cancellationToken
        );
        await CheckAsync(response, cancellationToken);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(cancellationToken));
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            yield return line;
        }
    }

    /// <inheritdoc />
    public void Dispose() => _http.Dispose();

    private static string Query(bool adjudicate) => adjudicate ? "?adjudicate=true" : "";

    private async Task<AnnotationTask> ActAsync(string task, string verb, object? body, CancellationToken cancellationToken) =>
        (await SendAsync<AnnotationTask>(HttpMethod.Post, $"{Root}/tasks/{Uri.EscapeDataString(task)}/{verb}", body, cancellationToken))!;

    private async Task<T?> SendAsync<T>(HttpMethod method, string path, object? body, CancellationToken cancellationToken)
        where T : class
    {
        using var request = new HttpRequestMessage(method, path.Length == 0 ? _http.BaseAddress!.ToString().TrimEnd('/') : path);
        request.Content = body is null ? null : JsonContent.Create(body, body.GetType(), options: ApiJson.Options);
        using var response = await _http.SendAsync(request, cancellationToken);
        return await ReadAsync<T>(response, cancellationToken);
    }

    private static async Task<T?> ReadAsync<T>(HttpResponseMessage response, CancellationToken cancellationToken)
        where T : class
    {
        await CheckAsync(response, cancellationToken);
        return response.StatusCode == HttpStatusCode.NoContent
            ? null
            : await response.Content.ReadFromJsonAsync<T>(ApiJson.Options, cancellationToken);
    }

    private static async Task CheckAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (!response.IsSuccessStatusCode)
        {
            throw await ApiError.OfAsync(response, null, cancellationToken);
        }
    }
}
