namespace Distill.Core.Operators.Privacy;

/// <summary>A kind of personal data or credential.</summary>
internal enum PiiKind
{
    Email,
    Phone,
    IdCard,
    BankCard,
    Passport,
    Ipv4,
    Ipv6,
    UrlCredential,
    ApiKey,
    LicensePlate,
    Address,
    Name,
}
