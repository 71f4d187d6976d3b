using Distill.Functions;
using Distill.Storage.Azure;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
builder.Services.AddDistillApp(builder.Configuration);
builder.Services.AddDistillAzureStorage(builder.Configuration);
await builder.Build().RunAsync();
