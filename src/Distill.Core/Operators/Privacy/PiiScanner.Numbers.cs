namespace Distill.Core.Operators.Privacy;

/// <content>What is looked for where digits begin.</content>
internal ref partial struct PiiScanner
{
    private const int FewestDigits = 8;

    private int AtNumber(int at)
    {
        var end = at + 1;
        while (end < _text.Length && TextSight.IsDigit(_text[end]))
        {
            end++;
        }

        if (end - at < FewestDigits && StandsAlone(end))
        {
            _ =
                (Wants(PiiKind.LicensePlate) && Add(PiiKind.LicensePlate, DocumentNumbers.FindPlate(_text, at, end)))
                || (Wants(PiiKind.Address) && Add(PiiKind.Address, ChineseAddresses.Find(_text, at, end, _floor)));
            return end;
        }

        return AtRun(new NumberRun(_text, at));
    }

    // Most numbers of a text are short and far from other digits: no kind but a plate or a house number has such.
    private readonly bool StandsAlone(int end)
    {
        if (end == _text.Length)
        {
            return true;
        }

        var next = _text[end];
        return !TextSight.IsWord(next) && (!NumberRun.IsSeparator(next) || !HasWordWithin(end + 1));
    }

    private readonly bool HasWordWithin(int from)
    {
        var end = Math.Min(_text.Length, from + 3);
        for (var i = from; i < end; i++)
        {
            // Behind a blank only digits can go on with a number; behind a hyphen letters can go on with a key.
            if (TextSight.IsDigit(_text[i]) || (i == from && _text[i - 1] is '-' or '.' && TextSight.IsWord(_text[i])))
            {
                return true;
            }
        }

        return false;
    }

    private int AtRun(in NumberRun run)
    {
        var found = false;
        for (var group = 0; group < run.Count; group++)
        {
            if (run[group].Start >= _floor && run.CanStart(group))
            {
                found |= AtGroup(run, group);
            }
        }

        var start = run[0].Start;
        if (!found)
        {
            _ =
                (Wants(PiiKind.LicensePlate) && Add(PiiKind.LicensePlate, DocumentNumbers.FindPlate(_text, start, WordEnd(start))))
                || (Wants(PiiKind.ApiKey) && Add(PiiKind.ApiKey, ApiKeys.FindByContext(_text, start, _floor)));
        }

        return WordEnd(run.End);
    }

    private bool AtGroup(in NumberRun run, int group)
    {
        var start = run[group].Start;
        // What is too short for a number and for an address with dots may still be the number of a house.
        if (run.DigitsFrom(group) < FewestDigits && run.Count - group < 4)
        {
            return Wants(PiiKind.Address) && Add(PiiKind.Address, ChineseAddresses.Find(_text, start, run[group].End, _floor));
        }

        if (Wants(PiiKind.IdCard) && IdCards.Find(run, group) is { Group: >= 0 } card)
        {
            return Add(PiiKind.IdCard, (start, card.End));
        }

        if (Wants(PiiKind.BankCard) && BankCards.Find(run, group) is >= 0 and var bank)
        {
            return Add(PiiKind.BankCard, (start, run[bank].End));
        }

        if (Wants(PiiKind.Ipv4) && IpAddresses.FindV4(run, group) is >= 0 and var address)
        {
            return Add(PiiKind.Ipv4, (start, run[address].End));
        }

        if (Wants(PiiKind.Phone) && PhoneNumbers.Find(run, group) is >= 0 and var phone)
        {
            return Add(PiiKind.Phone, (PhoneNumbers.Start(run, group), run[phone].End));
        }

        var passport = Wants(PiiKind.Passport) && run.CanEnd(group) && DocumentNumbers.IsPassport(_text, start, run[group].End);
        return (passport && Add(PiiKind.Passport, (start, run[group].End)))
            || (Wants(PiiKind.Address) && Add(PiiKind.Address, ChineseAddresses.Find(_text, start, run[group].End, _floor)));
    }
}
