using Azure.Core;

namespace Distill.Storage.Azure.Tests.Faults;

/// <summary>Names for the requests that faults are aimed at.</summary>
internal static class Requests
{
    public static bool Any(Request request) => request is not null;

    public static bool GetBlob(Request request) => request.Method == RequestMethod.Get;

    /// <summary>A whole blob in one request.</summary>
    public static bool PutBlob(Request request) =>
        request.Method == RequestMethod.Put
        && Has(request, "x-ms-blob-type")
        && !request.Uri.Query.Contains("comp=", StringComparison.Ordinal);

    public static bool CommitBlocks(Request request) => Comp(request, "blocklist");

    public static bool StageBlock(Request request) => Comp(request, "block");

    public static bool AppendBlock(Request request) => Comp(request, "appendblock");

    public static bool AcquireLease(Request request) => Comp(request, "lease") && Header(request, "x-ms-lease-action") == "acquire";

    public static bool RenewLease(Request request) => Comp(request, "lease") && Header(request, "x-ms-lease-action") == "renew";

    public static bool DeleteBlob(Request request) => request.Method == RequestMethod.Delete;

    public static bool Transaction(Request request) => request.Uri.Path.EndsWith("$batch", StringComparison.Ordinal);

    public static bool ReplaceRow(Request request) => request.Method == RequestMethod.Put && Has(request, "If-Match");

    private static bool Comp(Request request, string value) =>
        request.Method == RequestMethod.Put && $"{request.Uri.Query}&".Contains($"comp={value}&", StringComparison.Ordinal);

    private static bool Has(Request request, string header) => request.Headers.Contains(header);

    private static string? Header(Request request, string header) => request.Headers.TryGetValue(header, out var value) ? value : null;
}
