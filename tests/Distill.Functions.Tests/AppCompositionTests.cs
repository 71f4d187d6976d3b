using Distill.Activities.Uploads;
using Distill.Api.Access;
using Distill.Core.Storage;
using Distill.Orchestrations.Distilling;
using Distill.Storage.Azure;
using Distill.Storage.Azure.Blobs;
using Microsoft.AspNetCore.Builder;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Distill.Functions.Tests;

/// <summary>The services of the app as <c>Program</c> registers them.</summary>
public sealed class AppCompositionTests
{
    public static TheoryData<Type> FunctionClasses =>
        [
            .. new[] { typeof(ApiFunction), typeof(Distillation), typeof(ImportUploadedFile) }
                .SelectMany(type => type.Assembly.GetExportedTypes())
                .Where(type =>
                    type.GetMethods().Any(method => method.IsDefined(typeof(FunctionAttribute), inherit: false)) && !type.IsAbstract
                ),
        ];

    [Theory]
    [MemberData(nameof(FunctionClasses))]
    public async Task Every_function_class_can_be_made(Type type)
    {
        await using var app = Build(
            ("Storage:ConnectionString", "UseDevelopmentStorage=true"),
            ("Auth:Keys:test:Hash", AccessKey.Create().Hash),
            ("Auth:Keys:test:Role", "reader")
        );

        ActivatorUtilities.CreateInstance(app.Services, type).ShouldNotBeNull();
        app.Services.GetRequiredService<IBlobStore>().ShouldBeOfType<AzureBlobStore>();
    }

    [Fact]
    public async Task Without_an_account_the_start_names_the_settings()
    {
        await using var app = Build();

        Should
            .Throw<OptionsValidationException>(() => app.Services.GetRequiredService<AzureStorageClients>())
            .Message.ShouldContain("Storage:ConnectionString");
    }

    private static WebApplication Build(params IEnumerable<(string Key, string Value)> settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)));
        builder.Services.AddDistillApp(builder.Configuration);
        builder.Services.AddDistillAzureStorage(builder.Configuration);
        return builder.Build();
    }
}
