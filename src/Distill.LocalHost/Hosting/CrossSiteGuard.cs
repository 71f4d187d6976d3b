using Microsoft.AspNetCore.Http;

namespace Distill.LocalHost.Hosting;

/// <summary>Refuses changes that a page of another site asks a browser for: on a loopback address the browser is the way in.</summary>
internal sealed class CrossSiteGuard(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        return IsSafe(request.Method) || IsSameSite(request)
            ? next(context)
            : Results
                .Problem(
                    statusCode: StatusCodes.Status403Forbidden,
                    title: "Not from this site.",
                    detail: "A page of another site asked for this change. Use the API's own pages, or a client that is not a browser."
                )
                .ExecuteAsync(context);
    }

    private static bool IsSafe(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);

    // Browsers send Origin with every cross-site change; other clients send none.
    private static bool IsSameSite(HttpRequest request) =>
        request.Headers.Origin is not [{ } origin]
        || (
            Uri.TryCreate(origin, UriKind.Absolute, out var page)
            && string.Equals(page.Authority, new Uri($"{request.Scheme}://{request.Host}").Authority, StringComparison.OrdinalIgnoreCase)
        );
}
