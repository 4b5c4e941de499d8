import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { SAVED_SCHEMAS, schemaFile } from '../../core/provider-schemas';
import { type Printed, savedForm } from '../../schemas/providers/update';
import { terraformJson, withProviders } from '../support/terraform';
import { PROVIDER_NAMES, PROVIDERS } from '../support/terraform-providers';

for (const name of PROVIDER_NAMES)
  withProviders([name], `the saved schema is what the ${name} provider says of itself`, async () => {
    const { source, version } = PROVIDERS[name];
    const pin = SAVED_SCHEMAS.find((each) => each.source === source && each.version === version);
    const required = { terraform: { required_providers: { [name]: { source, version } } } };

    const printed = (await terraformJson(required, ['providers', 'schema', '-json'])) as Printed;

    const file = join(__dirname, '../../schemas/providers', schemaFile(PROVIDERS[name]));
    const saved = JSON.parse(gunzipSync(readFileSync(file)).toString('utf8')) as unknown;
    expect(pin && savedForm(pin, printed)).toEqual(saved);
  });
