using Distill.LocalHost.Hosting;
using Distill.LocalHost.Triggers.Discovery;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Distill.LocalHost.Tests.Triggers.Discovery;

public sealed class FunctionCatalogTests
{
    [Fact]
    public void Discover_AppsOwnClasses_FindsEachTriggerWithoutAProblem()
    {
        var names = FunctionCatalog.Discover(LocalHostComposition.AppTypes).Functions.Select(function => function.Name).ToList();

        names.ShouldContain("ApiFunction");
        names.ShouldContain("SweepStaleRuns");
        names.ShouldContain("ImportUpload");
        names.ShouldContain("Distillation");
        names.ShouldContain("ImportUploadedFile");
    }

    [Theory]
    [InlineData(typeof(NoTrigger), "exactly one parameter with a trigger attribute; this one has 0")]
    [InlineData(typeof(TwoTriggers), "this one has 2")]
    [InlineData(typeof(WrongTimerType), "'now' must be TimerInfo, not DateTime")]
    [InlineData(typeof(WrongBlobType), "'blob' must be Stream, string or byte[], not Int32")]
    [InlineData(typeof(WrongContext), "'context' must be TaskOrchestrationContext")]
    [InlineData(typeof(WrongHttpResult), "returns IResult or nothing, not Int32")]
    [InlineData(typeof(NotPublic), "must be public")]
    [InlineData(typeof(AsyncVoid), "'async void' cannot be awaited")]
    [InlineData(typeof(UnknownParameter), "nothing fills the parameter 'other'")]
    [InlineData(typeof(BadName), "must start with a letter")]
    [InlineData(typeof(BadBlobPath), "braces that do not form tokens")]
    public void Discover_WrongDeclaration_NamesMethodAndProblem(Type type, string problem)
    {
        var failure = Should.Throw<FunctionDefinitionException>(() => FunctionCatalog.Discover([type]));

        failure.Problems.ShouldHaveSingleItem().ShouldContain(problem);
        failure.Message.ShouldContain(type.Name);
    }

    [Fact]
    public void Discover_NameTwiceInOtherLetterCase_NamesBothMethods()
    {
        var failure = Should.Throw<FunctionDefinitionException>(() => FunctionCatalog.Discover([typeof(First), typeof(Second)]));

        var problem = failure.Problems.ShouldHaveSingleItem();
        problem.ShouldContain("First.Run");
        problem.ShouldContain("Second.Run");
    }

    public static class NoTrigger
    {
        [Function("A")]
        public static void Run(string input) => _ = input;
    }

    public static class TwoTriggers
    {
        [Function("A")]
        public static void Run([ActivityTrigger] string input, [TimerTrigger("0 * * * * *")] TimerInfo timer) => _ = (input, timer);
    }

    public static class WrongTimerType
    {
        [Function("A")]
        public static void Run([TimerTrigger("0 * * * * *")] DateTime now) => _ = now;
    }

    public static class WrongBlobType
    {
        [Function("A")]
        public static void Run([BlobTrigger("uploads/{name}")] int blob) => _ = blob;
    }

    public static class WrongContext
    {
        [Function("A")]
        public static Task Run([OrchestrationTrigger] string context) => Task.FromResult(context);
    }

    public static class WrongHttpResult
    {
        [Function("A")]
        public static Task<int> Run([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request) =>
            Task.FromResult(request.Path.GetHashCode());
    }

    public static class NotPublic
    {
        [Function("A")]
        internal static void Run([ActivityTrigger] string input) => _ = input;
    }

    public static class AsyncVoid
    {
        [Function("A")]
#pragma warning disable VSTHRD100, MA0155 // What the rule is about.
        public static async void Run([ActivityTrigger] string input) => await Task.FromResult(input);
#pragma warning restore VSTHRD100, MA0155
    }

    public static class UnknownParameter
    {
        [Function("A")]
        public static void Run([ActivityTrigger] string input, string other) => _ = (input, other);
    }

    public static class BadName
    {
        [Function("1 a")]
        public static void Run([ActivityTrigger] string input) => _ = input;
    }

    public static class BadBlobPath
    {
        [Function("A")]
        public static void Run([BlobTrigger("uploads/{name")] Stream blob) => _ = blob;
    }

    public static class First
    {
        [Function("Same")]
        public static void Run([ActivityTrigger] string input) => _ = input;
    }

    public static class Second
    {
        [Function("same")]
        public static Task<string> Run([OrchestrationTrigger] TaskOrchestrationContext context, string input) =>
            Task.FromResult(context.InstanceId + input);
    }
}
