"""Runs the released E-ARK validator on a package without a network: the vocabularies it fetches at start lie in its own wheel."""
import importlib.util
import pathlib
import sys
import urllib.request

wheel = pathlib.Path(importlib.util.find_spec('eark_validator').submodule_search_locations[0])
vocabularies = wheel / 'ipxml/resources/vocabs'
urllib.request.urlopen = lambda address: open(vocabularies / address.rsplit('/', 1)[1], 'rb')

from eark_validator.packages import PackageValidator, SpecificationVersion  # noqa: E402

report = PackageValidator(pathlib.Path(sys.argv[1]), SpecificationVersion.V2_1_0).validation_report.model_dump(mode='json')
messages = report['structure']['messages'] + [
    message for results in ('schema_results', 'schematron_results') for message in report['metadata'][results]['messages']
]
wrong = [message for message in messages if str(message['severity']).lower().startswith(('error', 'warn'))]
for message in wrong:
    print(message)
states = [report['structure']['status'], report['metadata']['schema_results']['status'], report['metadata']['schematron_results']['status']]
if wrong or states != ['WellFormed', 'VALID', 'VALID']:
    sys.exit(f'eark-validator: {states}')
