using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Distill.Api.Problems;

/// <summary>The errors of the API as problem details (RFC 9457).</summary>
internal static class ApiProblem
{
    /// <summary>404: there is no such thing.</summary>
    public static ProblemHttpResult NotFound(string what, string id) =>
        Create(StatusCodes.Status404NotFound, "Not found.", $"There is no {what} '{id}'.");

    /// <summary>409: the state of the thing does not allow it.</summary>
    public static ProblemHttpResult Conflict(string detail) => Create(StatusCodes.Status409Conflict, "Not possible in this state.", detail);

    /// <summary>412: a condition of the request does not hold.</summary>
    public static ProblemHttpResult PreconditionFailed(string detail) =>
        Create(StatusCodes.Status412PreconditionFailed, "A condition of the request does not hold.", detail);

    /// <summary>422: the request can be read, but what it rests on does not allow it.</summary>
    public static ProblemHttpResult Unprocessable(string detail) =>
        Create(StatusCodes.Status422UnprocessableEntity, "What the request rests on does not allow it.", detail);

    /// <summary>415: the body is of a type that is not read.</summary>
    public static ProblemHttpResult UnsupportedMediaType(string detail) =>
        Create(StatusCodes.Status415UnsupportedMediaType, "The body is of a type that is not read.", detail);

    /// <summary>400: fields are wrong, each listed under <c>errors</c>.</summary>
    public static ProblemHttpResult Invalid(string title, params IReadOnlyList<FieldError> errors) =>
        TypedResults.Problem(
            statusCode: StatusCodes.Status400BadRequest,
            title: title,
            detail: string.Join('\n', errors.Select(error => error.Field.Length == 0 ? error.Message : $"{error.Field}: {error.Message}")),
            extensions: new Dictionary<string, object?> { ["errors"] = errors }
        );

    /// <summary>400: one field is wrong.</summary>
    public static ProblemHttpResult Invalid(string field, string message) =>
        Invalid("The request is not valid.", new FieldError(field, null, null, message, null));

    private static ProblemHttpResult Create(int status, string title, string detail) =>
        TypedResults.Problem(statusCode: status, title: title, detail: detail);
}
