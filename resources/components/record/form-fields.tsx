import type { ResourceJSON } from 'adminjs';
import React from 'react';
import { FieldInput } from '../inputs/field.tsx';
import { fieldOf, isRequired, type PanelRecord, type Section, type Values } from '../lib/state.ts';
import { useTexts } from '../lib/texts.ts';

type Props = {
  resource: ResourceJSON;
  sections: Section[];
  values: Values;
  onChange: (name: string, value: unknown) => void;
  errors: Record<string, string>;
  record?: PanelRecord | undefined;
};

/** The inputs of a form in their groups. */
export function FormFields({ resource, sections, values, onChange, errors, record }: Props): React.ReactElement {
  const texts = useTexts();
  return (
    <>
      {sections.map((section) => (
        <fieldset key={section.title} className="cf-card cf-form-section">
          <legend>{texts.t(`sections.${section.title}`)}</legend>
          <div className="cf-fields">
            {section.fields.map((name) => {
              const field = fieldOf(resource, name);
              const Own = ownInput(resource, name);
              if (Own)
                return (
                  <Own
                    key={name}
                    resource={resource}
                    record={record}
                    property={resource.properties[name]}
                    onChange={onChange}
                    where="edit"
                  />
                );
              return (
                <FieldInput
                  key={name}
                  name={name}
                  field={field}
                  label={texts.field(resource.id, name)}
                  help={field.help ? texts.help(resource.id, name) : ''}
                  value={values[name]}
                  onChange={(value) => onChange(name, value)}
                  error={faultOf(errors, name)}
                  required={isRequired(field, record ? 'edit' : 'new')}
                  values={values}
                  resource={resource}
                  record={record}
                  valueLabel={(value) => texts.value(resource.id, name, value)}
                />
              );
            })}
          </div>
        </fieldset>
      ))}
    </>
  );
}

function ownInput(resource: ResourceJSON, name: string) {
  const component = resource.properties[name]?.components?.edit;
  return component ? window.AdminJS.UserComponents[component] : undefined;
}

/** A fault inside a list or a group is shown with the field as a whole. */
function faultOf(errors: Record<string, string>, name: string): string | undefined {
  const key = Object.keys(errors).find((path) => path === name || path.startsWith(`${name}.`));
  return key && errors[key];
}
